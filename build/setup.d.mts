// The types of setup.mjs for those who are written in TypeScript.
export const root: string
export function isInstalled(folder: string): boolean
export function isNewEnough(version: string): boolean
export function findNode(folder: string, env?: Record<string, string | undefined>): string | null
export function nodeOptions(version: string): string[]
export function fingerprint(folder: string): string
export function isBuilt(folder: string): boolean
export function markBuilt(folder: string, from: string): void
export function prepare(options: { built: boolean }): string
export function refuse(error: unknown): void
export function isMain(url: string): boolean
