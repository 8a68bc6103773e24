const CHINA_IS_AHEAD_BY_SECONDS = 8 * 60 * 60
const A_DAY_IN_SECONDS = 24 * 60 * 60

/**
 * The day number of a time in unix seconds, as QQ counts: days begin at midnight in China, wherever the sandbox runs.
 */
export const dayOf = (time: number): number =>
  Math.floor((time + CHINA_IS_AHEAD_BY_SECONDS) / A_DAY_IN_SECONDS)
