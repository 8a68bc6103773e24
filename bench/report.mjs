const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const whole = (number) => count.format(number)
export const times = (ratio) => `${ratio.toFixed(1)}×`
export const share = (ratio) => ratio.toFixed(2)
export const megabytes = (bytes) => `${whole(bytes / 1024 / 1024)} MB`

/** A verdict for a row's last column. */
export const verdict = (isMet) => (isMet ? 'ok' : 'MISSED')

/** Prints rows under their heads, numbers to the right. */
export function printTable(title, heads, rows) {
  const cells = [heads, ...rows.map((row) => row.map(String))]
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column].length)))
  const line = (row) => row.map((cell, column) => align(cell, widths[column])).join('  ')
  console.log(`\n${title}\n`)
  console.log(line(heads).trimEnd())
  console.log(widths.map((width) => '─'.repeat(width)).join('──'))
  for (const row of cells.slice(1)) console.log(line(row).trimEnd())
}

const align = (cell, width) => (/^[\d−+<>]/.test(cell) ? cell.padStart(width) : cell.padEnd(width))
