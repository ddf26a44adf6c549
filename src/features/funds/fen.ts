/** Yuan with two places as fen, and back; below zero too. */
export const fenOf = (yuan: string): bigint => {
  const [whole = '0', decimals = ''] = yuan.split('.')
  return BigInt(`${whole}${decimals.slice(0, 2).padEnd(2, '0')}`)
}
export const yuanOf = (fen: bigint): string => {
  const digits = `${fen < 0n ? -fen : fen}`.padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
