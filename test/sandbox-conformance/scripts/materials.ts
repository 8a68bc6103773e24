import { FIRST, type Stage } from '../stage.js'

export const GROUP = { group_id: 30001 }
export const BOB = { group_id: 30001, user_id: 20002 }
/** A group that is not there, and one that the accounts are not in. */
export const NO_GROUP = { group_id: 39999 }
export const FOREIGN_GROUP = { group_id: 30002 }
/** A group of which the accounts are mere members; Bob is one, too. */
export const HUMBLE = { group_id: 30003 }

export const PNG =
  'base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const AMR = `base64://${Buffer.from('#!AMR\nxxxx').toString('base64')}`

export const text = (text: string) => ({ type: 'text', data: { text } })
export const node = (content: unknown) => ({
  type: 'node',
  data: { user_id: 20001, nickname: 'Alice', content },
})

/** The id of a message in the group. */
export async function saidInGroup(stage: Stage, message: unknown = '晚上好', by = FIRST): Promise<unknown> {
  return (await stage.does(by, 'send_group_msg', { ...GROUP, message })).message_id
}

/** The name of a file that was sent. */
export async function sentFile(stage: Stage, type: 'image' | 'record', file: string): Promise<string> {
  const message_id = await saidInGroup(stage, [{ type, data: { file } }])
  const [segment] = (await stage.does(FIRST, 'get_msg', { message_id })).message as [
    { data: { file: string } },
  ]
  return segment.data.file
}

/** The id of a file of the group. */
export async function groupFile(stage: Stage): Promise<unknown> {
  await stage.does(FIRST, 'upload_group_file', { ...GROUP, file: PNG, name: 'cat.png' })
  const { files } = await stage.does(FIRST, 'get_group_root_files', GROUP)
  return (files as { file_id: string }[])[0]?.file_id
}

/** The id of a folder of the group. */
export async function groupFolder(stage: Stage): Promise<unknown> {
  await stage.does(FIRST, 'create_group_file_folder', { ...GROUP, name: '书单' })
  const { folders } = await stage.does(FIRST, 'get_group_root_files', GROUP)
  return (folders as { folder_id: string }[])[0]?.folder_id
}

/** Whoever speaks of a group that is not there, or that is none of theirs. */
export const outside = (rest: object = {}) =>
  [
    [{ ...rest, ...NO_GROUP }, /39999/],
    [{ ...rest, ...FOREIGN_GROUP }, /30002/],
  ] as const
