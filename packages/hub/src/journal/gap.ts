/** Events that a client will not get, as its notice reports them. */
export interface Gap {
  /** Unix seconds of the first and the last event, if known. */
  readonly from_time: number
  readonly to_time: number
  readonly count: number
}
