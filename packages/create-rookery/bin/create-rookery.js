#!/usr/bin/env node
// Here rather than in lib/, so that npm can link it before the first build.
import '../lib/bin.js'
