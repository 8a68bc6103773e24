import type { Summary } from './tables/table.js'

/** The meaning of one `retcode` of a reply. */
export interface RetcodeRow {
  readonly code: number
  readonly summary: Summary
}

/** The retcodes that Rookery itself answers with. An implementation's own pass through unchanged. */
export const retcodes = {
  ok: { code: 0, summary: { zh: '操作成功', en: 'done' } },
  async: {
    code: 1,
    summary: {
      zh: '已提交，异步执行，结果不再返回',
      en: 'accepted and run later; its outcome is not reported',
    },
  },
  bad_request: {
    code: 1400,
    summary: {
      zh: '请求有误：不是合法的 JSON，或者参数缺失、不正确',
      en: 'not valid JSON, or a parameter is missing or wrong',
    },
  },
  unauthorized: { code: 1401, summary: { zh: '没有提供访问令牌', en: 'no access token was given' } },
  forbidden: {
    code: 1403,
    summary: {
      zh: '访问令牌不对，或者无权执行这个动作',
      en: 'the access token is wrong, or does not allow this action',
    },
  },
  not_found: { code: 1404, summary: { zh: '没有这个动作', en: 'there is no such action' } },
  conflict: {
    code: 1409,
    summary: {
      zh: '与现状冲突，例如名称已被占用',
      en: 'in conflict with what is, such as a name that is taken',
    },
  },
  too_large: { code: 1413, summary: { zh: '请求体超过大小限制', en: 'the request is larger than allowed' } },
  paced: {
    code: 1429,
    summary: {
      zh: '调用过于频繁，未予执行；data.retry_after 为建议的重试间隔（秒）',
      en: 'too many calls: this one was not run; `data.retry_after`, if it is there, says after how many seconds to repeat it',
    },
  },
  internal: { code: 1500, summary: { zh: '内部错误', en: 'internal error' } },
  unavailable: {
    code: 1503,
    summary: {
      zh: '没有发出去，例如账号不在线；可以放心重发',
      en: 'never sent, for example because the account is offline: safe to repeat',
    },
  },
  timeout: {
    code: 1504,
    summary: {
      zh: '已经发出，但没有等到响应（超时或者连接断开），动作是否已执行不得而知',
      en: 'sent, and no answer came, in time or before the connection broke: whether it was run is unknown',
    },
  },
} as const satisfies Readonly<Record<string, RetcodeRow>>

/** Name of one of Rookery's retcodes. */
export type RetcodeName = keyof typeof retcodes

/** Number of one of Rookery's retcodes. */
export type Retcode = (typeof retcodes)[RetcodeName]['code']
