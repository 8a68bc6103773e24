// node packages/console/dev.mjs: the page with a small world and a bot in this process that echoes. Build first: `npm run build`.
import { buildWorld, openPage, Sandbox } from '@rookery/sandbox'
import { buildConsole } from '../../scripts/build-console.mjs'
import { staticFolder } from './dist/index.js'

await buildConsole()
const sandbox = new Sandbox(
  buildWorld(
    {
      accounts: [{ self_id: 10000, nickname: '小企' }],
      users: [
        { user_id: 20001, nickname: 'Alice' },
        { user_id: 20002, nickname: '王小明' },
        { user_id: 20003, nickname: 'Dave' },
      ],
      friends: [
        [10000, 20001],
        [20001, 20002],
      ],
      groups: [
        { group_id: 30001, group_name: '读书会', owner: 20001, admins: [10000], members: [20002] },
        { group_id: 30002, group_name: 'Rookery 测试群', owner: 20002, members: [10000, 20001] },
      ],
    },
    Date.now(),
  ),
)
sandbox.observe((observation) => {
  if (observation.is !== 'event' || observation.event.post_type !== 'message') return
  const { self_id, event } = observation
  const place = event.message_type === 'group' ? { group_id: event.group_id } : { user_id: event.user_id }
  setTimeout(() => sandbox.call(self_id, 'send_msg', { ...place, message: event.message }), 300)
})
const port = Number(process.env.PORT ?? 7788)
const page = await openPage(sandbox, { host: '127.0.0.1', port, staticFolder })
console.log(page.url)
