import { draw } from './chance.js'
import type { Anonymous, Group, Member } from './world.js'

/** Sender id of every anonymous message, as in QQ. */
export const ANONYMOUS_ID = 80_000_000

const animals = ['水獭', '海豚', '雪豹', '河马', '刺猬', '考拉', '松鼠', '企鹅'] as const

/** The mask of a member in a group. It never changes, so that its flag identifies the member. */
export function maskOf({ group_id }: Group, { user_id }: Member): Anonymous {
  const { value, chance } = draw((group_id * 31 + user_id) >>> 0, 100_000_000)
  const name = `匿名${animals[value % animals.length]}`
  return { id: 1_000_000_000 + value, name, flag: `${chance.toString(16)}|${name}` }
}
