// Where a window begins: styles, the mirror of the library, and the one element that holds everything.
import './styles/tokens.css'
import './styles/page.css'
import './window.css'
import './views/app.ts'
import { store } from './state/store.ts'

void store.start()
