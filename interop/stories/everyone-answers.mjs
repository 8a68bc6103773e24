import { collisions } from '../collisions.mjs'
import { swappedReplies } from '../questions.mjs'
import { settled } from '../wait-until.mjs'

const rounds = 8
const questionsPerRound = 5
/** NoneBot looks up the sender's role, then our plugin asks for the member and sends its answer. */
const callsPerNoneBotAnswer = 3

/**
 * Every application answers what is addressed to it and nothing else, and gets the replies to its own calls, although
 * both NoneBots and a rival use the same echoes at the same time and replies overtake each other.
 */
export async function everyoneAnswers({ account, applications, questions, rival, report }) {
  account.answerAfter((n) => 20 + ((n * 37) % 100))
  repeatEchoesOfTellers(applications, rival)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < questionsPerRound; i++)
      for (const application of applications) questions.ask(application)
    repeatEchoesOfNoneBot(rival, round)
    const isDone = () => rival.pending === 0 && applications.every((each) => isAnswered(questions, each))
    if (!(await settled(isDone))) break
  }
  for (const application of applications)
    report.line(application.name, ...verdict(account, questions, application))
  report.line(rival.name, `${rival.calls().length} calls with the echoes of others`, rivalProblems(rival))
  reportCollisions({ applications, rival, report })
}

function repeatEchoesOfTellers(applications, rival) {
  for (const application of applications) {
    application.onEcho = ({ echo, action }) => {
      if (action === 'get_group_member_info') rival.callWithEcho(echo)
    }
  }
}

/** aiocqhttp counts its calls from 1, so the echoes of a round are known before it begins. */
function repeatEchoesOfNoneBot(rival, round) {
  const perRound = questionsPerRound * callsPerNoneBotAnswer
  for (let seq = round * perRound + 1; seq <= (round + 1) * perRound; seq++) rival.callWithEcho({ seq })
}

function isAnswered(questions, { name }) {
  return questions.judge(name).missing.length === 0
}

function verdict(account, questions, application) {
  const { asked, answered, twice, missing, wrong } = questions.judge(application.name)
  const swapped = swappedReplies(account, application)
  const problems = [
    ...missing.map((answer) => `never answered ${answer}`),
    ...wrong.map((sent) => `wrong answer ${JSON.stringify(sent)}`),
    ...swapped.map((answer) => `got the reply to a call of another: ${JSON.stringify(answer)}`),
  ]
  if (twice > 0) problems.push(`${twice} answers sent twice`)
  return [`answered ${answered} of ${asked}, ${application.calls().length} API calls`, problems]
}

function rivalProblems({ pending, wrong }) {
  return pending > 0 ? [...wrong, `${pending} calls without a reply`] : wrong
}

/** Without a collision the story would prove nothing, so their absence is a failure too. */
function reportCollisions({ applications: [nonebotA, nonebotB, napcat], rival, report }) {
  const pairs = [
    [nonebotA, nonebotB],
    [nonebotA, rival],
    [nonebotB, rival],
    [napcat, rival],
  ]
  for (const [one, other] of pairs) {
    const count = collisions(one.calls(), other.calls())
    const problems = count === 0 ? ['no echo was in use by both at once: nothing was proven'] : []
    report.line('echoes', `${count} in use by ${one.name} and ${other.name} at once`, problems)
  }
}
