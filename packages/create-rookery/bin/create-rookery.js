#!/usr/bin/env node
// Here rather than in dist/, so that npm can link it before the first build.
import '../dist/bin.js'
