import { describe, expect, it } from 'vitest'
import { callSnippet } from './call-snippets.js'

const call = {
  hubUrl: 'http://127.0.0.1:7700/',
  account: '10001',
  action: 'send_group_msg',
  params: { group_id: 30001, message: `it's $(rm -rf ~) "x"`, auto_escape: true, n: '12', list: [null, 1] },
}

describe('a call as text', () => {
  it('for a shell: only the token is expanded', () => {
    expect(callSnippet('curl', call)).toBe(
      `curl -H "Authorization: Bearer $ROOKERY_TOKEN" -H 'Content-Type: application/json' ` +
        String.raw`-d '{"self_id":10001,"group_id":30001,"message":"it'\''s $(rm -rf ~) \"x\"","auto_escape":true,"n":"12","list":[null,1]}' ` +
        `'http://127.0.0.1:7700/send_group_msg'`,
    )
  })

  it('for rookery call: texts that look like JSON stay texts', () => {
    expect(callSnippet('CLI', call)).toBe(
      String.raw`rookery call send_group_msg self_id=10001 group_id=30001 'message=it'\''s $(rm -rf ~) "x"' auto_escape=true 'n:="12"' 'list:=[null,1]'`,
    )
  })

  it('for Python', () => {
    expect(callSnippet('Python', call)).toContain(
      `json={"self_id": 10001, "group_id": 30001, "message": "it's $(rm -rf ~) \\"x\\"", "auto_escape": True, "n": "12", "list": [None, 1]},`,
    )
  })

  it('for TypeScript: its body is what the form has', () => {
    const text = callSnippet('TypeScript', call)
    const [, body = ''] = /JSON\.stringify\((\{[\s\S]*\})\),/.exec(text) ?? []
    expect(JSON.parse(body)).toEqual({ self_id: 10001, ...call.params })
  })

  it('names no account where there is none', () => {
    expect(callSnippet('CLI', { ...call, account: '', params: {} })).toBe('rookery call send_group_msg')
  })
})
