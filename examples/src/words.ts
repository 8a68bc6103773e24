/** What the demo says, in the language of the terminal. */
const words = {
  en: {
    title: 'Rookery: one QQ account, many applications. Everything here is simulated.',
    hub: 'hub',
    hubNote: 'applications connect here; no token is needed on this machine',
    account: 'account',
    accountNote: 'simulated; Alice writes to its group every few seconds',
    applications: 'apps',
    try: 'Watch the same events from another terminal:',
    stop: 'Ctrl-C ends it.',
    alice: (text: string) => `Alice writes in the group: ${text}`,
    sent: (text: string) => `the account says in the group: ${text}`,
    received: (name: string, text: string) => `${name} got the event "${text}"`,
    answers: (name: string, id: unknown) => `${name} answered, message_id ${id}`,
    greets: (name: string) => `${name} greets the other applications (broadcast)`,
    greeted: (name: string, from: string, text: string) => `${name} hears from ${from}: ${text}`,
    thanked: (name: string, from: string, text: string) => `${name} gets the answer of ${from}: ${text}`,
    joined: (name: string) => `${name} is connected`,
    stopping: 'Closing.',
    inUse: (address: string) =>
      `${address} is in use, perhaps by another Rookery. Stop that program and try again.`,
  },
  zh: {
    title: 'Rookery：一个 QQ 账号，多个应用共用。以下全部是模拟的。',
    hub: '中枢',
    hubNote: '应用连到这里；本机连接不需要 token',
    account: '账号',
    accountNote: '模拟账号，Alice 每隔几秒在群里说一句话',
    applications: '应用',
    try: '在另一个终端里也能看到同样的事件：',
    stop: '按 Ctrl-C 结束。',
    alice: (text: string) => `Alice 在群里说：${text}`,
    sent: (text: string) => `账号在群里说：${text}`,
    received: (name: string, text: string) => `${name} 收到事件「${text}」`,
    answers: (name: string, id: unknown) => `${name} 已回复，message_id ${id}`,
    greets: (name: string) => `${name} 向其他应用问好（广播）`,
    greeted: (name: string, from: string, text: string) => `${name} 收到 ${from} 的广播：${text}`,
    thanked: (name: string, from: string, text: string) => `${name} 收到 ${from} 的回应：${text}`,
    joined: (name: string) => `${name} 已连接`,
    stopping: '正在关闭。',
    inUse: (address: string) => `${address} 已被占用，可能另一个 Rookery 正在运行。请先结束它再试。`,
  },
}

export type Words = (typeof words)['en']

/** Chinese where the environment asks for it, English otherwise. */
export function wordsFor(env: NodeJS.ProcessEnv): Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return locale.toLowerCase().startsWith('zh') ? words.zh : words.en
}
