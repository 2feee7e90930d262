// The words of dialogs and settings, in French.
import type { dialogs as english } from '../en/dialogs.ts'
import type { Translation } from '../message.ts'

export const dialogs = {} satisfies Translation<typeof english>
