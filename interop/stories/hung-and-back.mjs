import { setTimeout as sleep } from 'node:timers/promises'
import { judgeDelivery } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

/**
 * Slow enough that hardly two messages travel together, for long enough that a hub which asks for acknowledgement after each
 * has asked more often than the `ws` of an application forgives: it ends a connection that brings over 60 pings at once.
 */
const perSecond = 40
const hangMs = 5000

/**
 * All applications hang for a while, as a bot does that computes something without giving way, and then go on. That must not
 * cost them their connection, nor anything that was sent meanwhile.
 */
export async function hungAndBack({ account, applications, report }) {
  const start = account.emitted.length
  const livesBefore = applications.map(lifecycles)
  const stop = account.flow(perSecond, (n) => {
    account.emitGroupMessage({ groupId: 30_000, userId: 10_000, text: `slow message ${n}` })
  })
  await waitUntil('messages flow', () => account.emitted.length - start >= 20)
  for (const { run } of applications) run.child.signal('SIGSTOP')
  await sleep(hangMs)
  for (const { run } of applications) run.child.signal('SIGCONT')
  await sleep(500)
  stop()
  const emitted = account.emitted.slice(start)
  await settled(() => applications.every((each) => readSince(each, emitted[0]).at(-1) === emitted.at(-1)))

  for (const [index, application] of applications.entries()) {
    const { problems } = judgeDelivery(account.emitted, application.lives())
    const reconnects = lifecycles(application) - livesBefore[index]
    if (reconnects > 0) problems.push(`lost its connection ${reconnects} times`)
    const text = `hung for ${hangMs} ms, went on: read ${readSince(application, emitted[0]).length} of ${emitted.length}`
    report.line(application.name, text, problems)
  }
}

function readSince(application, firstId) {
  return application.messagesRead().filter((id) => id >= firstId)
}

function lifecycles({ run }) {
  return run.records.all('frame').filter(({ type }) => type === 'meta_event.lifecycle').length
}
