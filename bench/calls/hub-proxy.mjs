import { defaultOptions, startHub } from '@rookery/hub'
import { sleep } from '../clock.mjs'
import { answerProxy } from './proxy.mjs'

const upstreams = [{ name: 'implementation', type: 'ws', url: process.argv[2] }]
const hub = await startHub({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0 }, upstreams })
while (hub.accounts().length === 0) await sleep(5)

answerProxy(`${hub.url}/`)
