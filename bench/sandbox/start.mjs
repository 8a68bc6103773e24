// From nothing to the first event that a bot gets. The bot is in this process, so that its part counts as well.
import { startLinks } from '@rookery/sandbox'
import { WebSocket } from 'ws'
import { answer } from '../child.mjs'
import { readingClub, SELF_ID } from './reading-club.mjs'

const importedMs = performance.now()
const links = await startLinks(readingClub(), SELF_ID, [
  { type: 'ws', port: 0 },
  { type: 'http', port: 0 },
])
const ws = new WebSocket(links.open[0].url)
await new Promise((resolve, reject) => ws.on('message', resolve).on('error', reject))
// Counted from the start of the process.
const firstEventMs = performance.now()
const { user, system } = process.cpuUsage()
const cpuMs = (user + system) / 1000

answer({ times: () => ({ importedMs, openedMs: firstEventMs - importedMs, firstEventMs, cpuMs }) })
