/**
 * The names of fields in `Ours`, however deep, that `Theirs` has nowhere: to be assignable says nothing of them.
 * What has fields of any name is the application's.
 */
export type ForeignFields<Ours, Theirs> = Ours extends readonly (infer Item)[]
  ? ForeignFields<Item, ItemOf<Theirs>>
  : Ours extends object
    ? string extends keyof Ours
      ? never
      : Exclude<keyof Ours, KeyOf<Theirs>> | InFields<Ours, Theirs>
    : never

type InFields<Ours, Theirs> = {
  [Key in keyof Ours]-?: ForeignFields<Ours[Key], FieldOf<Theirs, Key>>
}[keyof Ours]

type ItemOf<List> = List extends readonly (infer Item)[] ? Item : never
type KeyOf<Union> = Union extends object ? keyof Union : never
type FieldOf<Union, Key> = Union extends object ? (Key extends keyof Union ? Union[Key] : never) : never
