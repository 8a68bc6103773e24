import { existsSync } from 'node:fs'
import { runProgram, StepFailed, say } from './run.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A browser of this machine: the one that CHROMIUM names, else one in a usual place. */
export const findChromium = () => [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path))

/** Makes sure that there is a browser for the tests of the chat page; on Debian it is installed where we may do so. */
export async function installChromium() {
  if (findChromium() !== undefined) return
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!mayInstall)
    throw new StepFailed('the chat page is tested in Chromium: install it, or name one in CHROMIUM', 1)
  say('installing Chromium (apt-get install chromium)')
  await runProgram('apt-get', ['update', '-qq'])
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
}
