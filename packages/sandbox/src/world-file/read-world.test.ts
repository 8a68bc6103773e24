// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as world files have them
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildWorld } from '../world/build-world.js'
import { exportWorld } from './export-world.js'
import { readWorld, type WorldSource } from './read-world.js'
import { WorldError } from './world-error.js'

/** What is wrong in a file, a line for each. */
function problemsOf(text: string, source: WorldSource = {}): readonly string[] {
  try {
    readWorld(text, { file: 'w.yml', ...source })
  } catch (error) {
    if (error instanceof WorldError) return error.message.split('\n')
    throw error
  }
  return []
}

const club = `
accounts:
  - { self_id: 10000, nickname: 小企, http: { port: 3000, token: t1 }, ws: [{ port: 3001 }, { port: 0 }] }
  - { self_id: 10001, nickname: 小鹅, ws-reverse: { url: "ws://127.0.0.1:7700/upstream/b", token: t2 } }
users:
  - { user_id: 20001, nickname: Alice }
friends: [[10000, 20001], [10000, 10001, 鹅]]
groups:
  - { group_id: 30001, group_name: 读书会, owner: 20001, admins: [10000], members: [{ user_id: 10001, card: 鹅 }] }
`

describe('a world file', () => {
  it.each(['napcat', 'lagrange', 'llbot', 'go-cqhttp'])('says that an account answers like %s', (profile) => {
    const { spec } = readWorld(`accounts: [{ self_id: 10000, nickname: 小企, profile: ${profile} }]`)
    expect(spec.accounts).toEqual([{ self_id: 10000, nickname: '小企', profile }])
    const written = exportWorld(buildWorld(spec, 0))
    expect(readWorld(written).spec.accounts?.[0]?.profile ?? 'napcat').toBe(profile)
  })

  it.each(['mirai', 'NapCat', '7'])('refuses the profile %s, and says which there are', (profile) => {
    const [problem] = problemsOf(`accounts: [{ self_id: 10000, nickname: 小企, profile: ${profile} }]`)
    expect(problem).toContain('profile')
    for (const allowed of ['napcat', 'lagrange', 'llbot', 'go-cqhttp', profile])
      expect(problem).toContain(allowed)
  })

  it('holds people, friends, groups, and how bots reach its accounts', () => {
    const { spec, links } = readWorld(club)
    expect(spec).toEqual({
      accounts: [
        { self_id: 10000, nickname: '小企' },
        { self_id: 10001, nickname: '小鹅' },
      ],
      users: [{ user_id: 20001, nickname: 'Alice' }],
      friends: [
        [10000, 20001],
        [10000, 10001, '鹅'],
      ],
      groups: [
        {
          group_id: 30001,
          group_name: '读书会',
          owner: 20001,
          admins: [10000],
          members: [{ user_id: 10001, card: '鹅' }],
        },
      ],
    })
    expect(links.get(10000)).toEqual([
      { type: 'http', port: 3000, token: 't1' },
      { type: 'ws', port: 3001 },
      { type: 'ws', port: 0 },
    ])
    expect(links.get(10001)).toEqual([
      { type: 'ws-reverse', url: 'ws://127.0.0.1:7700/upstream/b', token: 't2' },
    ])
  })

  it('takes a number for the same however many zeros it has', () => {
    const users = 'users: [{ user_id: 7, nickname: a }'
    expect(problemsOf(`${users}, { user_id: 007, nickname: b }]`)).toHaveLength(1)
    expect(problemsOf(`${users}]\ngroups: [{ group_id: 1, group_name: g, owner: 007 }]`)).toEqual([])
  })

  it('says how its sandbox behaves; folders begin where the file stands', () => {
    const text = 'reply_at: false\nmedia: { folders: [pictures, /srv/x] }'
    const { settings, spec } = readWorld(text, { file: '/home/me/world.yml' })
    expect(settings).toEqual({ replyAt: false, folders: [resolve('/home/me/pictures'), resolve('/srv/x')] })
    expect(spec).toEqual({})
    expect(problemsOf('media: { folder: x }')[0]).toMatch(/allowed: folders \(did you mean "folders"\?\)/)
    expect(readWorld(exportWorld(buildWorld({}, 0), new Map(), settings), {}).settings).toEqual(settings)
  })

  it('may be empty', () => {
    expect(readWorld('# nobody\n')).toEqual({ spec: {}, links: new Map(), settings: {} })
    expect(readWorld('users:\ngroups: []\n').spec).toEqual({ users: [], groups: [] })
  })

  it('takes tokens from the environment', () => {
    const text = 'accounts:\n  - { self_id: 1, nickname: a, ws: { port: ${PORT}, token: ${TOKEN:-none} } }'
    const { links } = readWorld(text, { env: { PORT: '3001' } })
    expect(links.get(1)).toEqual([{ type: 'ws', port: 3001, token: 'none' }])
    expect(readWorld('users: [{ user_id: 1, nickname: "$${HOME}" }]').spec.users?.[0]?.nickname).toBe(
      '${HOME}',
    )
  })
})

describe('what is wrong in a world file', () => {
  it('is an unknown key', () => {
    expect(problemsOf('usres: []')).toEqual([
      'w.yml:1:1: found the unknown key "usres"; allowed: seed, reply_at, media, accounts, users, friends, groups (did you mean "users"?)',
    ])
  })

  it('is a value of a wrong type, all of them at once, in the order of the file', () => {
    expect(problemsOf('users:\n  - { user_id: abc, nickname: 5 }\ngroups: 7')).toEqual([
      'w.yml:2:16: users[0].user_id: found "abc"; allowed: a whole number from 1 to 9007199254740991',
      'w.yml:2:31: users[0].nickname: found 5; allowed: a text that is not empty (put quotes around it to make it a text)',
      'w.yml:3:9: groups: found a number; allowed: a list',
    ])
  })

  it.each(['0', '-1', '1.5', '9007199254740993', '1e99'])('is an id out of range: %s', (id) => {
    expect(problemsOf(`users: [{ user_id: ${id}, nickname: a }]`)).toHaveLength(1)
  })

  it('is a key that is missing', () => {
    expect(problemsOf('users:\n  - { user_id: 1 }')).toEqual([
      'w.yml:2:5: users[0]: found no key "nickname"; allowed: a map with the key "nickname"',
    ])
  })

  it('is somebody who is not there', () => {
    const text = `
users: [{ user_id: 1, nickname: a }]
friends: [[1, 2]]
groups: [{ group_id: 5, group_name: g, owner: 3, admins: [{ user_id: 4 }], members: [6], refused: [7] }]`
    const found = problemsOf(text).map((each) =>
      /: (\S+): found (\d+), which is no user/.exec(each)?.slice(1),
    )
    expect(found).toEqual([
      ['friends[0][1]', '2'],
      ['groups[0].owner', '3'],
      ['groups[0].admins[0].user_id', '4'],
      ['groups[0].members[0]', '6'],
      ['groups[0].refused[0]', '7'],
    ])
  })

  it('is somebody or something twice', () => {
    const text = `
accounts: [{ self_id: 1, nickname: a }]
users: [{ user_id: 1, nickname: b }]
groups:
  - { group_id: 5, group_name: g, owner: 1, members: [{ user_id: 1 }] }
  - { group_id: 5, group_name: h, owner: 1 }
friends: [[1, 1]]`
    expect(problemsOf(text)).toEqual([
      'w.yml:3:20: users[0].user_id: found the user 1 again, first in line 2; allowed: each once',
      'w.yml:5:66: groups[0].members[0].user_id: found the member 1 again, first in line 5; allowed: each once',
      'w.yml:6:17: groups[1].group_id: found the group 5 again, first in line 5; allowed: each once',
      'w.yml:7:15: friends[0][1]: found 1 twice; allowed: two users',
    ])
  })

  it('is a port that two listen on', () => {
    const text = 'accounts: [{ self_id: 1, nickname: a, http: { port: 3000 }, ws: { port: 3000 } }]'
    expect(problemsOf(text)).toEqual([
      'w.yml:1:73: accounts[0].ws.port: found the port 3000 again, first in line 1; allowed: a port that no other link listens on',
    ])
  })

  it('is a bad URL, of which no password is shown', () => {
    const text = 'accounts: [{ self_id: 1, nickname: a, ws-reverse: { url: "http://me:secret@host/" } }]'
    const [problem = ''] = problemsOf(text)
    expect(problem).toContain('allowed: a ws:// or wss:// URL without #')
    expect(problem).not.toContain('secret')
  })

  it('is a token that no header carries, and it is not shown', () => {
    const text = 'accounts: [{ self_id: 1, nickname: a, ws: { port: 1, token: 密码 } }]'
    expect(problemsOf(text)).toEqual([
      'w.yml:1:61: accounts[0].ws.token: found a text; allowed: a text of ASCII letters, digits and signs, not empty',
    ])
  })

  it('is a variable that is missing, said once', () => {
    const text = 'accounts: [{ self_id: 1, nickname: a, ws: { port: 1, token: ${TOKEN} } }]'
    expect(problemsOf(text)).toEqual([
      'w.yml:1:61: accounts[0].ws.token: found ${TOKEN}, but the environment has no variable TOKEN; allowed: a variable that is set, or ${TOKEN:-default}',
    ])
  })

  it('is broken YAML', () => {
    expect(problemsOf('users: [\n  { user_id: 1')[0]).toMatch(/^w\.yml:\d+:\d+: found broken YAML, /)
  })

  it('is a key twice, an alias, or something else than a map', () => {
    expect(problemsOf('seed: 1\nseed: 2')).toEqual([
      'w.yml:2:1: found the key "seed" again, first in line 1; allowed: each key once',
    ])
    expect(problemsOf('users: &a []\ngroups: *a')[0]).toContain('found an alias (*)')
    expect(problemsOf('- 1')).toEqual(['w.yml:1:1: found a list; allowed: a map'])
  })

  it('stands in its own line where the world is a part of a file', () => {
    expect(problemsOf('seed: x', { firstLine: 12 })[0]).toMatch(/^w\.yml:12:7: seed: /)
  })
})
