import { expect, it } from 'vitest'
import { readAddress } from './event-address.js'

const address = (text: string) => readAddress(Buffer.from(text))

it('takes the group, else the user, else one conversation for the rest', () => {
  expect(address('{"self_id":1,"user_id":3,"group_id":9007199254740993}')).toEqual({
    selfId: '1',
    conversation: '1 group 9007199254740993',
  })
  expect(address('{"self_id":"1","user_id":"3","group_id":0}').conversation).toBe('1 user 3')
  expect(address('{"self_id":1,"post_type":"meta_event"}').conversation).toBe('1 ')
  expect(address('{"user_id":[1]}')).toEqual({ selfId: undefined, conversation: ' ' })
  expect(address(`{"user_id":${'1'.repeat(100)}}`).conversation).toBe(' ')
})

it('never throws', () => {
  expect(address('{"self_id":').conversation).toBe(' ')
  expect(readAddress(Buffer.from([0x7b, 0x22, 0xff])).conversation).toBe(' ')
})
