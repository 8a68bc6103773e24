// A test as a bot's author writes it: three people, ten messages, each of them answered by a bot on the raw protocol.
import { makeCall } from '@rookery/protocol'
import { sandbox } from '@rookery/sandbox/testing'
import { byteReader, Upstream } from '@rookery/transport'
import { answer } from '../child.mjs'
import { median } from '../figures.mjs'

const NAMES = ['Alice', 'Bob', 'Carol']
const MESSAGES = 10

function echo(link) {
  const upstream = new Upstream(
    link,
    {
      event({ bytes }) {
        const { post_type, group_id, message } = JSON.parse(bytes)
        if (post_type === 'message') void upstream.call(makeCall('send_group_msg', { group_id, message }))
      },
    },
    { reader: byteReader },
  )
}

async function test() {
  const startedMs = performance.now()
  const qq = await sandbox({ bot: 10000 })
  await qq.attach(echo)
  const club = qq.group('读书会')
  for (let number = 0; number < MESSAGES; number++) {
    await club.member(NAMES[number % NAMES.length]).says(`第 ${number} 条`)
    await club.expect(`第 ${number} 条`)
  }
  await qq.close()
  return performance.now() - startedMs
}

const firstMs = await test()
const laterMs = []
for (let run = 0; run < 20; run++) laterMs.push(await test())

answer({ times: () => ({ firstMs, laterMs: median(laterMs) }) })
