import type { WireEntry } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { asCurl } from './copy-as.js'

const call: WireEntry = {
  id: 1,
  kind: 'call',
  self_id: 10000,
  time_ms: 0,
  name: 'send_group_msg',
  body: { group_id: 30001, message: "it's $(rm -rf ~) `x`" },
  call_id: 1,
}

describe('a call as a curl line', () => {
  it('goes to the account, and nothing in it means anything to a shell', () => {
    const urls = [{ type: 'http', url: 'http://127.0.0.1:3000', token: "t'1" }] as const
    const line = asCurl(call, { accounts: [{ self_id: 10000, connected: 1, urls }] })
    expect(line).toBe(
      String.raw`curl -X POST 'http://127.0.0.1:3000/send_group_msg' -H 'Content-Type: application/json' -H 'Authorization: Bearer t'\''1' -d '{"group_id":30001,"message":"it'\''s $(rm -rf ~) ` +
        '`x`"}\'',
    )
  })
})
