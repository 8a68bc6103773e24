import { type Reply, readText } from '@rookery/protocol'

/** The `retcode` of a reply, without parsing the rest; undefined if there is none. */
export function retcodeOf({ bytes, scan }: Reply): number | undefined {
  const retcode = scan.members.findLast((each) => each.name === 'retcode')
  return retcode && Number(readText(bytes, retcode.valueStart, retcode.end))
}
