import { swappedReplies } from '../questions.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const questionsEach = 3

/** Every program answers what it is asked, one question at a time, as soon as the hub says that it is there. */
export async function oneByOne(scene) {
  await Promise.all(scene.applications.map((application) => interview(application, scene)))
}

async function interview(application, { accounts: [account], questions, hub, report }) {
  const problems = []
  try {
    await untilOnline(application, hub)
    for (let i = 0; i < questionsEach; i++) if (!(await ask(application, questions))) break
  } catch (error) {
    problems.push(error.message)
  }
  const { asked, answered, twice, missing, wrong } = questions.judge(application.name)
  problems.push(
    ...missing.map((answer) => `never answered ${answer}`),
    ...wrong.map((sent) => `wrong answer ${JSON.stringify(sent)}`),
    ...swappedReplies(account, application).map((answer) => `got another reply: ${JSON.stringify(answer)}`),
  )
  if (twice > 0) problems.push(`${twice} answers sent twice`)
  const noted = application.answers().length
  if (noted !== answered) problems.push(`had replies to ${noted} of its ${answered} answers`)
  report.line(application.name, `answered ${answered} of ${asked} with what the API told`, problems)
}

async function untilOnline(application, { port, token }) {
  await waitUntil(`${application.name} is connected to the hub`, async () => {
    application.assertRunning()
    const response = await fetch(`http://127.0.0.1:${port}/api/get_online_clients`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data } = await response.json()
    return data.clients.some(({ client_name }) => client_name === application.name)
  })
}

/** Whether the program noted in time what its answer was answered with. */
async function ask(application, questions) {
  questions.ask(application)
  return await settled(
    () => {
      const { asked } = questions.judge(application.name)
      return application.answers().length === asked
    },
    { timeoutMs: 20_000 },
  )
}
