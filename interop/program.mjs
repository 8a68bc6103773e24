import { Application, botsDir } from './application.mjs'

/** A program in Python, in one of the environments that `seat.pythons` names. */
export function python(environment, script, seat, env, launch) {
  const quiet = { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' }
  return program(seat, [seat.pythons[environment], botsDir + script], { ...quiet, ...env }, launch)
}

/** A program in JavaScript. */
export function node(script, seat, env) {
  return program(seat, [process.execPath, botsDir + script], env)
}

/** A program of any kind. `launch` may name another folder to run in. */
export function program(seat, [executable, ...args], env, launch = {}) {
  const { name, command, groupId, dir, port } = seat
  const settings = { PORT: String(port), COMMAND: command, ...env }
  return new Application({
    name,
    command,
    groupId,
    dir,
    launch: { command: executable, args, env: settings, ...launch },
  })
}
