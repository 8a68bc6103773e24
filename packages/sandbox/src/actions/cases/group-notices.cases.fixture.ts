import type { World } from '../../world/world.js'
import { memberCases, outsiderCases } from './group-refusals.fixture.js'
import { picture } from './picture.fixture.js'
import { type ActionCase, type Given, NOW } from './run-case.fixture.js'

const published: Given = {
  by: 20001,
  deed: { do: 'publish_notice', group_id: 30001, content: '周五见', image: picture.file },
}

const noticeIn = ({ groups }: World) => ({
  group_id: 30001,
  notice_id: groups.get(30001)?.notices.first()?.notice_id,
})

export const groupNoticesCases: readonly ActionCase[] = [
  {
    action: '_send_group_notice',
    name: 'publishes a notice',
    profile: 'go-cqhttp',
    params: { group_id: 30001, content: '周五见' },
    data: ({ groups }: World) => ({ notice_id: groups.get(30001)?.notices.first()?.notice_id }),
  },
  {
    action: '_send_group_notice',
    name: 'refuses a picture that is not there',
    params: { group_id: 30001, content: '周五见', image: 'none.png' },
    refusal: 'no_such_file',
  },
  ...memberCases('_send_group_notice', { content: '周五见' }),
  {
    action: '_get_group_notice',
    name: 'gives the notices',
    media: [picture],
    given: [published],
    params: { group_id: 30001 },
    data: [
      {
        sender_id: 20001,
        publish_time: NOW,
        message: { text: '周五见', images: [{ url: `/${picture.file}` }] },
      },
    ],
  },
  ...outsiderCases('_get_group_notice'),
  {
    action: '_del_group_notice',
    name: 'takes a notice away',
    media: [picture],
    given: [published],
    params: noticeIn,
    data: { result: 0, errMsg: '' },
  },
  {
    action: '_del_group_notice',
    name: 'refuses for a notice that is not there',
    params: { group_id: 30001, notice_id: 'none' },
    refusal: 'no_such_notice',
  },
  ...memberCases('_del_group_notice', { notice_id: 'none' }),
  {
    action: '_delete_group_notice',
    name: 'takes a notice away',
    media: [picture],
    given: [published],
    params: noticeIn,
    data: null,
  },
  {
    action: '_delete_group_notice',
    name: 'refuses for a notice that is not there',
    params: { group_id: 30001, notice_id: 'none' },
    refusal: 'no_such_notice',
  },
  ...memberCases('_delete_group_notice', { notice_id: 'none' }),
]
