import type { Labels } from '@rivulet/components'

const amount = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`
const number = (value: number): string => value.toLocaleString('de')
const bytes = (size: number): string =>
  size < 1_000_000
    ? `${number(Math.ceil(size / 1000))} kB`
    : `${(size / 1_000_000).toLocaleString('de', { maximumFractionDigits: 1 })} MB`

/** German, in the polite form. */
export const german: Labels = {
  badge: {
    idle: 'Nicht verbunden',
    connecting: 'Verbindet',
    open: 'Live',
    stalled: 'Stockt',
    waiting: 'Verbindet neu',
    offline: 'Offline',
    paused: 'Pausiert',
    closed: 'Beendet',
    failed: 'Fehlgeschlagen',
    resumed: (events) =>
      events === undefined ? 'Fortgesetzt' : `Fortgesetzt (+${amount(events, 'Ereignis', 'Ereignisse')})`,
    countdown: (seconds) => `in ${seconds} s`,
    attempt: (attempt) => `Versuch ${attempt}`,
    reconnect: 'Neu verbinden',
    details: 'Warum?',
  },
  message: {
    user: 'Sie',
    assistant: 'Assistent',
    system: 'System',
    interrupted: 'Unterbrochen',
    refusal: 'Abgelehnt',
    data: (name) => `Daten: ${name}`,
    copy: 'Kopieren',
    copied: 'Kopiert',
    copyFailed: 'Kopieren nicht möglich',
    regenerate: 'Neu antworten',
    edit: 'Bearbeiten',
    editField: 'Nachricht bearbeiten',
    cancel: 'Abbrechen',
    send: 'Senden',
    previousVersion: 'Vorige Fassung',
    nextVersion: 'Nächste Fassung',
    version: (number, count) => `${number} von ${count}`,
  },
  reasoning: {
    thinking: 'Denkt nach',
    thought: (ms) => (ms === undefined ? 'Gedanken' : `${Math.max(1, Math.round(ms / 1000))} s nachgedacht`),
    redacted: 'Der Anbieter behält diese Gedanken für sich.',
  },
  tool: {
    'input-streaming': 'Wird vorbereitet',
    'input-available': 'Läuft',
    'input-truncated': 'Abgeschnitten',
    'approval-requested': 'Wartet auf Zustimmung',
    'output-available': 'Fertig',
    'output-error': 'Fehlgeschlagen',
  },
  toolCall: {
    input: 'Argumente',
    output: 'Ergebnis',
    preliminary: 'Bisheriges Ergebnis',
    approve: 'Erlauben',
    deny: 'Ablehnen',
  },
  sources: { sources: (count) => amount(count, 'Quelle', 'Quellen'), source: 'Quelle' },
  attachment: {
    file: (mediaType) => `Datei (${mediaType})`,
    load: (name) => `${name} laden`,
    broken: (name) => `${name} konnte nicht geladen werden`,
  },
  markdown: {
    footnotes: 'Fußnoten',
    footnote: (number) => `Fußnote ${number}`,
    backToText: (number) => `Zurück zum Text von Fußnote ${number}`,
    loadImage: (host, alt) => (alt === '' ? `Bild von ${host} laden` : `Bild „${alt}“ von ${host} laden`),
    table: 'Tabelle',
    done: 'Erledigt',
    code: 'Code',
    copy: 'Kopieren',
    copied: 'Kopiert',
    copyFailed: 'Kopieren nicht möglich',
    wrap: 'Zeilen umbrechen',
  },
  list: {
    log: 'Unterhaltung',
    empty: 'Noch keine Nachrichten',
    pending: 'Die Antwort kommt gleich',
    loadEarlier: 'Frühere Nachrichten zeigen',
    loadingEarlier: 'Lädt frühere Nachrichten',
    jump: (unseen) => (unseen === 0 ? 'Zum Ende' : amount(unseen, 'neue Nachricht', 'neue Nachrichten')),
  },
  suggestions: { suggestions: 'Vorschläge' },
  composer: {
    field: 'Nachricht',
    placeholder: 'Schreiben Sie eine Nachricht',
    send: 'Senden',
    stop: 'Anhalten',
    queue: 'Nach dieser Antwort senden',
    interrupt: 'Antwort anhalten und senden',
    left: (characters) => `Noch ${amount(characters, 'Zeichen', 'Zeichen')}`,
    over: (characters) => `${amount(characters, 'Zeichen', 'Zeichen')} zu viel`,
    attach: 'Dateien anhängen',
    files: 'Angehängte Dateien',
    fileSize: bytes,
    remove: (name) => `${name} entfernen`,
    drop: 'Dateien hier ablegen',
    refused: (reason, name, limit) => {
      switch (reason) {
        case 'type':
          return `${name}: Dateien dieser Art können nicht angehängt werden.`
        case 'size':
          return `${name} ist zu groß: höchstens ${bytes(limit)} sind möglich.`
        case 'count':
          return `${name} fehlt: höchstens ${amount(limit, 'Datei kann', 'Dateien können')} angehängt werden.`
        case 'unreadable':
          return `${name} konnte nicht gelesen werden. Vielleicht wurde die Datei verschoben oder gelöscht.`
      }
    },
  },
  errorTitle: {
    network: 'Keine Verbindung zum Server',
    http: 'Der Server hat die Anfrage abgelehnt',
    unauthorized: 'Dafür sind Sie nicht angemeldet',
    busy: 'Der Server ist ausgelastet',
    'content-type': 'Der Server hat etwas anderes als einen Datenstrom geschickt',
    timeout: 'Der Server hat nicht rechtzeitig geantwortet',
    stalled: 'Der Datenstrom ist verstummt',
    interrupted: 'Die Verbindung ist abgebrochen',
    truncated: 'Die Antwort endete zu früh',
    protocol: 'Der Datenstrom war nicht lesbar',
    overflow: 'Der Datenstrom brachte zu viel auf einmal',
    provider: 'Der Dienst meldet einen Fehler',
    unsupported: 'Das geht hier nicht',
    aborted: 'Angehalten',
  },
  errorAdvice: {
    network: 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    http: 'Versuchen Sie es noch einmal, oder kommen Sie später wieder.',
    unauthorized: 'Melden Sie sich neu an und versuchen Sie es noch einmal.',
    busy: 'Er bittet um etwas Geduld. Versuchen Sie es gleich noch einmal.',
    'content-type': 'Die Adresse ist vielleicht falsch, oder Sie müssen sich neu anmelden.',
    timeout: 'Er ist vielleicht ausgelastet. Versuchen Sie es gleich noch einmal.',
    stalled: 'Was ankam, bleibt. Versuchen Sie es noch einmal, um den Rest zu bekommen.',
    interrupted: 'Was ankam, bleibt. Versuchen Sie es noch einmal, um den Rest zu bekommen.',
    truncated: 'Was ankam, bleibt. Versuchen Sie es noch einmal, um eine ganze Antwort zu bekommen.',
    protocol: 'Versuchen Sie es noch einmal. Bleibt es dabei, sagen Sie es den Betreibern dieses Dienstes.',
    overflow: 'Versuchen Sie es mit einer kleineren Anfrage.',
    provider: 'Versuchen Sie es gleich noch einmal.',
    unsupported: 'Versuchen Sie einen anderen Browser, oder sagen Sie es den Betreibern dieses Dienstes.',
    aborted: 'Was ankam, bleibt.',
  },
  error: {
    retry: 'Noch einmal versuchen',
    retryIn: (seconds) => `Noch einmal in ${seconds} s`,
    dismiss: 'Schließen',
    details: 'Einzelheiten',
    status: 'Status',
    code: 'Code',
    requestId: 'Anfrage',
    message: 'Meldung',
  },
  announcer: {
    responding: 'Antwortet',
    complete: (words) => `Antwort vollständig, ${amount(words, 'Wort', 'Wörter')}`,
    stopped: (words) => `Antwort angehalten nach ${amount(words, 'Wort', 'Wörtern')}`,
    nothing: 'Keine Antwort',
    declined: 'Abgelehnt',
    lost: 'Verbindung verloren. Ein neuer Versuch läuft.',
    offline: 'Sie sind offline.',
    stalled: 'Die Verbindung ist verstummt.',
    back: 'Wieder verbunden.',
    codeBlock: (language, lines) =>
      `Codeblock, ${language === '' ? '' : `${language}, `}${amount(lines, 'Zeile', 'Zeilen')}`,
    table: (columns, rows) =>
      `Tabelle, ${amount(columns, 'Spalte', 'Spalten')}, ${amount(rows, 'Zeile', 'Zeilen')}`,
    image: (alt) => (alt === '' ? 'Bild' : `Bild, ${alt}`),
  },
  log: {
    log: 'Ereignisse',
    empty: 'Noch keine Ereignisse',
    hidden: (events) => `${amount(events, 'früheres Ereignis', 'frühere Ereignisse')} nicht gezeigt`,
    filter: 'Filtern',
    noMatch: 'Kein Ereignis passt',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    waiting: (events) => amount(events, 'neues Ereignis', 'neue Ereignisse'),
    jump: (unseen) => (unseen === 0 ? 'Zum Ende' : amount(unseen, 'neues Ereignis', 'neue Ereignisse')),
  },
  meter: {
    meter: 'Zahlen zur letzten Antwort',
    firstToken: 'Erstes Token',
    duration: (ms) =>
      ms < 1000
        ? `${Math.round(ms)} ms`
        : `${(ms / 1000).toLocaleString('de', { maximumFractionDigits: 1 })} s`,
    rate: 'Tempo',
    tokensPerSecond: (rate) => `${number(Math.round(rate))} Token/s`,
    charactersPerSecond: (rate) => `${number(Math.round(rate))} Zeichen/s`,
    input: 'Ein',
    output: 'Aus',
    tokens: (count) => amount(count, 'Token', 'Token'),
    reconnects: 'Neue Verbindungen',
    count: number,
  },
  chat: {
    welcome: 'Was möchten Sie wissen?',
    queued: (count) => `${amount(count, 'Nachricht wartet', 'Nachrichten warten')}`,
  },
}
