import { sleep } from '../clock.mjs'
import { Caller } from '../peers/caller.mjs'
import { answerOf } from '../peers/implementation.mjs'
import { count, told } from '../report/figures.mjs'

/** What NapCat says when QQ does not take a message. */
const SIGN = {
  status: 'failed',
  retcode: 1200,
  data: null,
  message: 'sendMsg failed: "result": 120',
  wording: '',
}
const SIGNS = 3
const AFTERWARDS = 50
/** The trial takes so long, so that whatever else leaves meanwhile is seen. */
const TRIAL_MS = 500

/** QQ limits an account: sends must stop, while everything else goes on, and begin again with one. */
export async function riskFigures(stage, account, trial) {
  const seen = { sends: 0, isLimited: true }
  account.answer = async (call, selfId) => {
    if (!call.action.startsWith('send_')) return answerOf(call, selfId)
    seen.sends++
    if (seen.isLimited) return SIGN
    await sleep(TRIAL_MS)
    return answerOf(call, selfId)
  }
  const caller = await Caller.connect(stage.port, { query: `?self_id=${account.selfId}` })
  const send = () => caller.call('send_group_msg', { group_id: 30001, message: 'hello' })
  for (let each = 0; each < SIGNS; each++) await send()
  const refused = await Promise.all(Array.from({ length: AFTERWARDS }, send))
  const reading = await caller.call('get_group_info', { group_id: 30001 })
  const stopped = [
    told('signs', SIGNS),
    count('sends after them', seen.sends - SIGNS),
    count('not answered 1503 with `retry_after`', refused.filter((reply) => !isStopped(reply)).length),
    count('reads that were refused', reading.retcode === 0 ? 0 : 1),
  ]
  const tried = trial ? await tryAgain(send, seen, refused[0]) : []
  caller.close()
  return [...stopped, ...tried]
}

const isStopped = ({ retcode, data }) => retcode === 1503 && data?.retry_after > 0

/** When the time is over a single send is tried, and then all go on. */
async function tryAgain(send, seen, { data }) {
  await sleep(data.retry_after * 1000 + 100)
  seen.isLimited = false
  const before = seen.sends
  const trial = send()
  await sleep(TRIAL_MS / 4)
  const others = await Promise.all(Array.from({ length: 3 }, send))
  const during = seen.sends - before
  const { retcode } = await trial
  const again = await send()
  return [
    count('sends beside the trial', during - 1),
    count(
      'others that were not answered 1503 meanwhile',
      others.filter(({ retcode }) => retcode !== 1503).length,
    ),
    count('trials that failed', retcode === 0 ? 0 : 1),
    count('sends refused after it', again.retcode === 0 ? 0 : 1),
  ]
}
