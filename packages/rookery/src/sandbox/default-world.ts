/** World of a sandbox without a world file: one account, three people, a group. The ports are NapCat's usual ones. */
export const defaultWorld = `
accounts:
  - { self_id: 10000, nickname: 小企, ws: { port: 3001 }, http: { port: 3000 } }
users:
  - { user_id: 20001, nickname: Alice }
  - { user_id: 20002, nickname: 小明 }
  - { user_id: 20003, nickname: Bob }
friends:
  - [10000, 20001]
  - [20001, 20002]
groups:
  - { group_id: 30001, group_name: 读书会, owner: 20001, admins: [10000], members: [20002, 20003] }
  - { group_id: 30002, group_name: 闲聊, owner: 20002, members: [10000, 20001] }
`
