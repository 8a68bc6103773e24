/** Something is off between the programs; the message is meant to be read without looking anything up. */
export class InteropFailed extends Error {
  code = 'interop_failed'
}
