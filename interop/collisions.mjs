/** How many calls of `one` and `other` had the same echo and were waiting for their reply at the same time. */
export function collisions(one, other) {
  const byEcho = new Map(other.map((call) => [JSON.stringify(call.echo), call]))
  return one.filter((call) => {
    const twin = byEcho.get(JSON.stringify(call.echo))
    return twin !== undefined && call.since < twin.until && twin.since < call.until
  }).length
}
