/**
 * Messages addressed to one application each, and the one right answer to each: it holds the name of the application,
 * a word nobody else was given, and the nickname of a user nobody else asks for, which only the API knows.
 */
export class Questions {
  #account
  #wordOf
  #asked = []

  constructor(account, { wordOf = (number) => `城市${number}` } = {}) {
    this.#account = account
    this.#wordOf = wordOf
  }

  ask({ name, command, groupId }) {
    const number = this.#asked.length + 1
    const userId = 20_000 + number
    const word = this.#wordOf(number)
    this.#account.emitGroupMessage({ groupId, userId, text: `${command} ${word}` })
    this.#asked.push({ name, groupId, answer: `${name}|${word}|${this.#account.nicknameOf(userId)}` })
  }

  /** How the account heard `name` answer so far: how many right, twice and missing, and which ones wrong. */
  judge(name) {
    const expected = new Map(
      this.#asked.filter((each) => each.name === name).map((each) => [each.answer, each]),
    )
    const sent = this.#account.sent.filter(({ text }) => text.split('|')[0] === name)
    const isRight = ({ text, group_id }) => expected.get(text)?.groupId === group_id
    const right = new Set(sent.filter(isRight).map(({ text }) => text))
    return {
      asked: expected.size,
      answered: right.size,
      twice: sent.filter(isRight).length - right.size,
      missing: [...expected.keys()].filter((answer) => !right.has(answer)),
      wrong: sent.filter((each) => !isRight(each)),
    }
  }
}

/** Each `send_msg` reply must have come back to the program that made the call: its record names the same message. */
export function swappedReplies(account, application) {
  const byId = new Map(account.sent.map((sent) => [sent.message_id, sent.text]))
  return application.answers().filter(({ message_id, text }) => byId.get(message_id) !== text)
}
