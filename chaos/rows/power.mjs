export const power = {
  name: 'power',
  what: 'with `durability: power`, the files of the store are cut back to their length at the last sync before each kill',
  goal: 'nothing that was delivered is missing',
  toCome: 'to come, with a view that ends where the sync does',
}
