/** One line per finding, and at the end every reason why something is off. */
export class Report {
  failed = 0
  #passed = 0
  #print

  constructor(print = console.log) {
    this.#print = print
  }

  line(name, text, problems = []) {
    const failed = problems.length > 0
    this.#print(`${failed ? '✗' : '✓'} ${name.padEnd(19)} ${text}`)
    for (const problem of problems) this.#print(`    ${problem}`)
    if (!failed) this.#passed++
    else this.failed++
  }

  summary() {
    return `${this.#passed} passed, ${this.failed} failed`
  }
}
