import type { Output } from '../cli/command-context.js'
import type { Reporter, ScenarioOutcome } from './reporter.js'

const GREEN = '\u001b[32m'
const RED = '\u001b[31m'
const PLAIN = '\u001b[39m'

/** Prints one line per scenario, for people. */
export function specReporter(out: Output, env: Readonly<Record<string, string | undefined>>): Reporter {
  const isColored = out.isTTY === true && !env.NO_COLOR
  const paint = (color: string, text: string): string => (isColored ? `${color}${text}${PLAIN}` : text)
  return {
    file: (file) => void out.write(`${file}\n`),
    scenario({ title, ms, failure }) {
      const mark = failure === undefined ? paint(GREEN, '✓') : paint(RED, '✗')
      out.write(`  ${mark} ${title} (${shownMs(ms)})\n`)
      if (failure !== undefined) out.write(`${failure.trimEnd().replace(/^(?=.)/gm, '      ')}\n`)
    },
    end(outcomes, ms) {
      const failed = outcomes.filter(({ failure }) => failure !== undefined).length
      const count = `${outcomes.length - failed} passed${failed > 0 ? `, ${paint(RED, `${failed} failed`)}` : ''}`
      out.write(`\n${count} (${shownMs(ms)})\n`)
    },
  }
}

const shownMs = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

/** Prints JUnit XML at the end, for CI servers. */
export function junitReporter(out: Output): Reporter {
  return {
    file() {},
    scenario() {},
    end(outcomes, ms) {
      const files = [...new Set(outcomes.map(({ file }) => file))]
      const suites = files.map((file) =>
        suite(
          file,
          outcomes.filter((each) => each.file === file),
        ),
      )
      out.write(
        `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(outcomes, ms)}>\n${suites.join('')}</testsuites>\n`,
      )
    },
  }
}

function suite(file: string, outcomes: readonly ScenarioOutcome[]): string {
  const ms = outcomes.reduce((sum, each) => sum + each.ms, 0)
  return `  <testsuite name="${xml(file)}" ${counts(outcomes, ms)}>\n${outcomes.map(testCase).join('')}  </testsuite>\n`
}

function testCase({ file, title, ms, failure }: ScenarioOutcome): string {
  const head = `    <testcase classname="${xml(file)}" name="${xml(title)}" time="${(ms / 1000).toFixed(3)}"`
  if (failure === undefined) return `${head}/>\n`
  const [first = ''] = failure.split('\n')
  return `${head}>\n      <failure message="${xml(first)}">${xml(failure)}</failure>\n    </testcase>\n`
}

const counts = (outcomes: readonly ScenarioOutcome[], ms: number): string =>
  `tests="${outcomes.length}" failures="${outcomes.filter(({ failure }) => failure !== undefined).length}" time="${(ms / 1000).toFixed(3)}"`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes text for XML, which cannot represent most control characters. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML cannot hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
