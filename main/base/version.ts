// The one place in the code that says which version this is; a test compares it with package.json.
export const VERSION = '0.1.0'
