import { milliseconds, options, signal } from '../checks/option-kind.js'
import type { CallOptions } from './calls.js'

export const callOptions = options<CallOptions>({ timeoutMs: milliseconds, signal })
