import { buildWorld, Sandbox } from '@rookery/sandbox'

export const SELF_ID = 10000

/** A sandbox with a group of two accounts and two people. */
export const readingClub = () =>
  new Sandbox(
    buildWorld(
      {
        accounts: [
          { self_id: SELF_ID, nickname: '小企' },
          { self_id: 10001, nickname: '小鹅' },
        ],
        users: [
          { user_id: 20001, nickname: 'Alice' },
          { user_id: 20002, nickname: 'Bob' },
        ],
        friends: [[SELF_ID, 20001]],
        groups: [
          { group_id: 30001, group_name: '读书会', owner: 20001, admins: [SELF_ID], members: [10001, 20002] },
        ],
      },
      Date.now(),
    ),
  )
