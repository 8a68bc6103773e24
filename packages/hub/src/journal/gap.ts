/** Events that a client was not sent and will not get, as the notice of them says it. */
export interface Gap {
  /** Unix seconds of the first and the last one, as far as that is known. */
  readonly from_time: number
  readonly to_time: number
  readonly count: number
}
