declare module 'bufferutil' {
  const bufferutil: {
    /** Writes `source` masked with the four bytes of `key` into `output` from `offset` on; the two may be one buffer. */
    mask(source: Buffer, key: Buffer, output: Buffer, offset: number, length: number): void
  }
  export default bufferutil
}
