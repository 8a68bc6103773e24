import { buildWorld } from '../../world/build-world.js'
import { NOW_MS, readingClubSpec } from '../../world/world.fixture.js'
import type { World } from '../../world/world.js'

/** The reading club, but account 10000 owns it, and account 10001 is an admin of it. */
export const ownGroup = (): World =>
  buildWorld(
    {
      ...readingClubSpec,
      groups: [
        {
          group_id: 30001,
          group_name: '读书会',
          owner: 10000,
          admins: [10001],
          members: [20001, { user_id: 20002, card: '阿宝' }],
        },
      ],
    },
    NOW_MS,
  )
