// A hub with all stages on, or with none, as the second argument says.
import { startHub } from '@rookery/hub'
import { sleep } from '../clock.mjs'
import { governed, queryOf, ungoverned } from '../governed-options.mjs'
import { answerProxy } from './proxy.mjs'

const [url, stages] = process.argv.slice(2)
const breaker = stages === 'all' ? { failures: 5, openMs: 30_000 } : 'off'
const upstreams = [{ name: 'implementation', type: 'ws', url, breaker }]
const hub = await startHub({ ...(stages === 'all' ? governed(1) : ungoverned), upstreams })
while (hub.accounts().length === 0) await sleep(5)

answerProxy(`${hub.url}/${stages === 'all' ? queryOf(0) : ''}`)
