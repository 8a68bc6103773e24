import { describe, expect, it } from 'vitest'
import { eventName, gistOf, lineOf } from './traffic-line.js'

describe('the name of an event', () => {
  it.each([
    [{ post_type: 'message', message_type: 'group', sub_type: 'normal' }, 'message.group.normal'],
    [{ post_type: 'message_sent', message_type: 'private' }, 'message_sent.private'],
    [{ post_type: 'notice', notice_type: 'notify', sub_type: 'poke' }, 'notice.notify.poke'],
    [{ post_type: 'request', request_type: 'friend' }, 'request.friend'],
    [{ post_type: 'meta_event', meta_event_type: 'heartbeat' }, 'meta_event.heartbeat'],
    [{ post_type: 7 }, '?'],
    ['text', '?'],
    [null, '?'],
  ])('comes from its types: %j', (event, name) => {
    expect(eventName(event)).toBe(name)
  })
})

describe('the gist of a body', () => {
  it('has what says where, and the text, in one line', () => {
    const message = [
      { type: 'text', data: { text: 'a\nb' } },
      { type: 'image', data: {} },
    ]
    expect(gistOf({ group_id: 1, user_id: 2, font: 0, message })).toBe('group_id=1 user_id=2 a b[image]')
    expect(gistOf({ group_id: 1, raw_message: 'hi', message })).toBe('group_id=1 hi')
  })

  it('stays short, whatever the body is', () => {
    const huge = 'x'.repeat(100_000)
    for (const body of [huge, { message: huge }, { a: huge, b: { c: huge } }, [huge], undefined, null, 1])
      expect(gistOf(body).length).toBeLessThanOrEqual(160)
  })
})

describe('a line', () => {
  it('names the client of a call, else its app_id', () => {
    const call = {
      kind: 'call',
      seq: 9,
      at: 1,
      app_id: 'a1',
      action: 'get_msg',
      duration_ms: 2,
      retcode: null,
    } as const
    expect(lineOf({ ...call, source: 'ws' }, 3)).toMatchObject({
      seq: 3,
      client: 'a1',
      name: 'get_msg',
      retcode: null,
    })
    expect(lineOf({ ...call, source: 'ws', client: 'bot', outcome: 'failed' }, 3)).toMatchObject({
      client: 'bot',
      isBad: true,
    })
  })
})
