// The words of dialogs and settings, in English.
import type { Messages } from '../message.ts'

export const dialogs = {} as const satisfies Messages
