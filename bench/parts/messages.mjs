import { actionFacts, checkParams, formatCq, parseCq } from '@rookery/protocol'
import { CQCode } from 'koishi-plugin-adapter-onebot'
import { CQCodeEncode, convertCQCodeToJSON, convertJSONToCQCode } from 'node-napcat-ts'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict } from '../report.mjs'

const WARM_UP_ROUNDS = 20_000
const ROUNDS = 20_000
const CHECK_US = 10

/** What people send: text with entities, mentions, faces, an image, a link. */
const PIECE =
  '大家好，今天的活动是&#91;签到&#93;：[CQ:at,qq=3889001234] 请查收 &amp; 回复[CQ:face,id=14]' +
  '[CQ:image,file=7C1E0A6F2B.image,url=https://gchat.example.invalid/g?pic=1&amp;rkey=a&#44;b,type=flash]' +
  '谢谢大家的参与\n下面是链接[CQ:share,url=https://a.example.invalid/x,title=标题&#44;一,content=内容]'
const MESSAGE = `[CQ:reply,id=-1190386533]${PIECE.repeat(4)}`
const SEGMENTS = parseCq(MESSAGE)
const CALL = { group_id: '720018843', message: parseCq(PIECE.repeat(5)) }

/** One round of each: from a string to segments, and back to a string in which text cannot become a code. */
const modes = {
  rookery: { parse: () => parseCq(MESSAGE), build: () => formatCq(SEGMENTS) },
  koishi: { parse: () => CQCode.parse(MESSAGE), build: () => SEGMENTS.map(asKoishi).join('') },
  'node-napcat-ts': {
    parse: () => convertCQCodeToJSON(MESSAGE),
    build: () => convertJSONToCQCode(SEGMENTS.map(encoded)),
  },
}
const targets = { koishi: 2, 'node-napcat-ts': 3 }

const asKoishi = ({ type, data }) => (type === 'text' ? CQCode.escape(data.text) : CQCode(type, data))

/** Its writer escapes nothing by itself. */
const encoded = ({ type, data }) => ({
  type,
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, CQCodeEncode(value)])),
})

/** CQ codes against the parsers of two peers, and what it costs to check the params of a call. */
export async function messages({ runs }) {
  const runsOf = Object.fromEntries(Object.entries(modes).map(([name, mode]) => [name, () => measure(mode)]))
  await inTurns(1, runsOf)
  const results = await inTurns(runs, runsOf)
  const rows = Object.keys(modes).map((name) => rowOf(name, results))
  const check = await inTurns(runs, {
    check: () => ({ us: perRoundUs(() => checkParams(actionFacts.send_group_msg, CALL)) }),
  })
  const { us } = medians(check.check)
  rows.push([
    `check ${JSON.stringify(CALL).length} B of params`,
    '',
    '',
    us.toFixed(2),
    '',
    '',
    `< ${CHECK_US} µs`,
    verdict(us < CHECK_US),
  ])
  const heads = ['mode', 'parse µs', 'build µs', 'both µs', 'ratio', 'spread', 'target', '']
  printTable(`messages: CQ codes, ${Buffer.byteLength(MESSAGE)} B, ${SEGMENTS.length} segments`, heads, rows)
  return rows
}

function rowOf(name, results) {
  const { parse, build, both } = medians(results[name])
  const figures = [name, ...[parse, build, both].map((us) => us.toFixed(2))]
  const target = targets[name]
  if (!target) return [...figures, '', '', '', '']
  const { ratio, spread } = ratioOf(results[name], results.rookery, 'both')
  return [...figures, times(ratio), spread, `≥ ${times(target)}`, verdict(ratio >= target)]
}

function measure({ parse, build }) {
  const figures = { parse: perRoundUs(parse), build: perRoundUs(build) }
  return { ...figures, both: figures.parse + figures.build }
}

function perRoundUs(round) {
  for (let i = 0; i < WARM_UP_ROUNDS; i++) round()
  const startedMs = performance.now()
  for (let i = 0; i < ROUNDS; i++) round()
  return ((performance.now() - startedMs) * 1000) / ROUNDS
}
