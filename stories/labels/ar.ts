import type { Labels } from '@rivulet/components'

const rules = new Intl.PluralRules('ar')

/** The forms of a noun that Arabic counts with. One and two have no number beside them. */
interface Forms {
  one: string
  two: string
  few: string
  many: string
  other: string
}

function amount(count: number, forms: Forms): string {
  const rule = rules.select(count)
  if (rule === 'one' || rule === 'two') return forms[rule]
  return `${count} ${forms[rule === 'zero' ? 'other' : rule]}`
}

const event: Forms = { one: 'حدث واحد', two: 'حدثان', few: 'أحداث', many: 'حدثًا', other: 'حدث' }
const newEvent: Forms = {
  one: 'حدث جديد',
  two: 'حدثان جديدان',
  few: 'أحداث جديدة',
  many: 'حدثًا جديدًا',
  other: 'حدث جديد',
}
const newMessage: Forms = {
  one: 'رسالة جديدة',
  two: 'رسالتان جديدتان',
  few: 'رسائل جديدة',
  many: 'رسالة جديدة',
  other: 'رسالة جديدة',
}
const word: Forms = { one: 'كلمة واحدة', two: 'كلمتان', few: 'كلمات', many: 'كلمة', other: 'كلمة' }
const line: Forms = { one: 'سطر واحد', two: 'سطران', few: 'أسطر', many: 'سطرًا', other: 'سطر' }
const column: Forms = { one: 'عمود واحد', two: 'عمودان', few: 'أعمدة', many: 'عمودًا', other: 'عمود' }
const row: Forms = { one: 'صف واحد', two: 'صفان', few: 'صفوف', many: 'صفًا', other: 'صف' }
const source: Forms = { one: 'مصدر واحد', two: 'مصدران', few: 'مصادر', many: 'مصدرًا', other: 'مصدر' }
const character: Forms = { one: 'حرف واحد', two: 'حرفان', few: 'أحرف', many: 'حرفًا', other: 'حرف' }
const file: Forms = { one: 'ملف واحد', two: 'ملفان', few: 'ملفات', many: 'ملفًا', other: 'ملف' }
const second: Forms = { one: 'ثانية', two: 'ثانيتين', few: 'ثوانٍ', many: 'ثانية', other: 'ثانية' }
const token: Forms = { one: 'رمز واحد', two: 'رمزان', few: 'رموز', many: 'رمزًا', other: 'رمز' }

const bytes = (size: number): string =>
  size < 1_000_000
    ? `${Math.ceil(size / 1000)} كيلوبايت`
    : `${Number((size / 1_000_000).toFixed(1))} ميغابايت`

/** Arabic, which is written from right to left. */
export const arabic: Labels = {
  badge: {
    idle: 'غير متصل',
    connecting: 'جارٍ الاتصال',
    open: 'مباشر',
    stalled: 'متعثّر',
    waiting: 'إعادة الاتصال',
    offline: 'لا يوجد اتصال بالشبكة',
    paused: 'متوقف مؤقتًا',
    closed: 'مغلق',
    failed: 'فشل',
    resumed: (events) => (events === undefined ? 'استؤنف' : `استؤنف (${amount(events, event)})`),
    countdown: (seconds) => `خلال ${amount(seconds, second)}`,
    attempt: (attempt) => `المحاولة ${attempt}`,
    reconnect: 'أعد الاتصال',
    details: 'لماذا؟',
  },
  message: {
    user: 'أنت',
    assistant: 'المساعد',
    system: 'النظام',
    interrupted: 'قوطعت',
    refusal: 'تم الرفض',
    data: (name) => `بيانات: ${name}`,
    copy: 'نسخ',
    copied: 'تم النسخ',
    copyFailed: 'تعذّر النسخ',
    regenerate: 'إعادة الإجابة',
    edit: 'تعديل',
    editField: 'تعديل الرسالة',
    cancel: 'إلغاء',
    send: 'إرسال',
    previousVersion: 'النسخة السابقة',
    nextVersion: 'النسخة التالية',
    version: (number, count) => `${number} من ${count}`,
  },
  reasoning: {
    thinking: 'يفكّر',
    thought: (ms) =>
      ms === undefined ? 'الأفكار' : `فكّر ${amount(Math.max(1, Math.round(ms / 1000)), second)}`,
    redacted: 'يحتفظ المزوّد بهذه الأفكار لنفسه.',
  },
  tool: {
    'input-streaming': 'قيد التحضير',
    'input-available': 'قيد التنفيذ',
    'input-truncated': 'مقطوع',
    'approval-requested': 'بانتظار الموافقة',
    'output-available': 'تم',
    'output-error': 'فشل',
  },
  toolCall: {
    input: 'المدخلات',
    output: 'النتيجة',
    preliminary: 'النتيجة حتى الآن',
    approve: 'السماح',
    deny: 'الرفض',
  },
  sources: { sources: (count) => amount(count, source), source: 'مصدر' },
  attachment: {
    file: (mediaType) => `ملف (${mediaType})`,
    load: (name) => `تحميل ${name}`,
    broken: (name) => `تعذّر تحميل ${name}`,
  },
  markdown: {
    footnotes: 'الحواشي',
    footnote: (number) => `الحاشية ${number}`,
    backToText: (number) => `العودة إلى نص الحاشية ${number}`,
    loadImage: (host, alt) => (alt === '' ? `تحميل صورة من ${host}` : `تحميل صورة «${alt}» من ${host}`),
    table: 'جدول',
    done: 'تم',
    code: 'شيفرة',
    copy: 'نسخ',
    copied: 'تم النسخ',
    copyFailed: 'تعذّر النسخ',
    wrap: 'التفاف الأسطر',
  },
  list: {
    log: 'المحادثة',
    empty: 'لا توجد رسائل بعد',
    pending: 'بانتظار الإجابة',
    loadEarlier: 'عرض الرسائل السابقة',
    loadingEarlier: 'جارٍ تحميل الرسائل السابقة',
    jump: (unseen) => (unseen === 0 ? 'الانتقال إلى الأحدث' : amount(unseen, newMessage)),
  },
  suggestions: { suggestions: 'اقتراحات' },
  composer: {
    field: 'رسالة',
    placeholder: 'اكتب رسالة',
    send: 'إرسال',
    stop: 'إيقاف',
    queue: 'إرسال بعد هذه الإجابة',
    interrupt: 'إيقاف الإجابة والإرسال',
    left: (characters) => `بقي ${amount(characters, character)}`,
    over: (characters) => `زيادة ${amount(characters, character)}`,
    attach: 'إرفاق ملفات',
    files: 'الملفات المرفقة',
    fileSize: bytes,
    remove: (name) => `إزالة ${name}`,
    drop: 'أفلت الملفات هنا لإرفاقها',
    refused: (reason, name, limit) => {
      switch (reason) {
        case 'type':
          return `${name}: لا يمكن إرفاق ملفات من هذا النوع.`
        case 'size':
          return `${name} كبير جدًا: الحد الأقصى ${bytes(limit)}.`
        case 'count':
          return `لم يُرفق ${name}: الحد الأقصى ${amount(limit, file)}.`
        case 'unreadable':
          return `تعذّرت قراءة ${name}. ربما نُقل الملف أو حُذف.`
      }
    },
  },
  errorTitle: {
    network: 'لا اتصال بالخادم',
    http: 'رفض الخادم الطلب',
    unauthorized: 'لم تسجّل الدخول لهذا',
    busy: 'الخادم مشغول',
    'content-type': 'أرسل الخادم شيئًا غير البث',
    timeout: 'لم يُجب الخادم في الوقت المحدد',
    stalled: 'صمت البث',
    interrupted: 'انقطع الاتصال',
    truncated: 'انتهت الإجابة قبل أوانها',
    protocol: 'تعذّرت قراءة البث',
    overflow: 'أرسل البث الكثير دفعة واحدة',
    provider: 'أبلغت الخدمة عن خطأ',
    unsupported: 'لا يمكن القيام بذلك هنا',
    aborted: 'أُوقفت',
  },
  errorAdvice: {
    network: 'تحقّق من اتصالك ثم حاول مجددًا.',
    http: 'حاول مجددًا، أو عُد لاحقًا.',
    unauthorized: 'سجّل الدخول من جديد ثم حاول مرة أخرى.',
    busy: 'يرجى التحلي ببعض الصبر. حاول بعد لحظات.',
    'content-type': 'قد يكون العنوان خاطئًا، أو قد تحتاج إلى تسجيل الدخول من جديد.',
    timeout: 'قد يكون مشغولًا. حاول بعد لحظات.',
    stalled: 'ما وصل محفوظ. حاول مجددًا للحصول على الباقي.',
    interrupted: 'ما وصل محفوظ. حاول مجددًا للحصول على الباقي.',
    truncated: 'ما وصل محفوظ. حاول مجددًا للحصول على إجابة كاملة.',
    protocol: 'حاول مجددًا. إن تكرّر ذلك فأخبر القائمين على هذه الخدمة.',
    overflow: 'حاول بطلب أصغر.',
    provider: 'حاول بعد لحظات.',
    unsupported: 'جرّب متصفحًا آخر، أو أخبر القائمين على هذه الخدمة.',
    aborted: 'ما وصل محفوظ.',
  },
  error: {
    retry: 'حاول مجددًا',
    retryIn: (seconds) => `حاول مجددًا خلال ${amount(seconds, second)}`,
    dismiss: 'إغلاق',
    details: 'التفاصيل',
    status: 'الحالة',
    code: 'الرمز',
    requestId: 'الطلب',
    message: 'الرسالة',
  },
  announcer: {
    responding: 'جارٍ الرد',
    complete: (words) => `اكتملت الإجابة، ${amount(words, word)}`,
    stopped: (words) => `أُوقفت الإجابة بعد ${amount(words, word)}`,
    nothing: 'لا إجابة',
    declined: 'تم الرفض',
    lost: 'انقطع الاتصال. تجري المحاولة من جديد.',
    offline: 'أنت غير متصل بالشبكة.',
    stalled: 'صمت الاتصال.',
    back: 'عاد الاتصال.',
    codeBlock: (language, lines) =>
      `كتلة شيفرة، ${language === '' ? '' : `${language}، `}${amount(lines, line)}`,
    table: (columns, rows) => `جدول، ${amount(columns, column)}، ${amount(rows, row)}`,
    image: (alt) => (alt === '' ? 'صورة' : `صورة، ${alt}`),
  },
  log: {
    log: 'الأحداث',
    empty: 'لا أحداث بعد',
    hidden: (events) => `${amount(events, event)} من قبل غير معروضة`,
    filter: 'تصفية',
    noMatch: 'لا حدث يطابق',
    pause: 'إيقاف مؤقت',
    resume: 'متابعة',
    waiting: (events) => amount(events, newEvent),
    jump: (unseen) => (unseen === 0 ? 'الانتقال إلى الأحدث' : amount(unseen, newEvent)),
  },
  meter: {
    meter: 'أرقام الإجابة الأخيرة',
    firstToken: 'أول رمز',
    duration: (ms) => (ms < 1000 ? `${Math.round(ms)} مللي ثانية` : `${(ms / 1000).toFixed(1)} ثانية`),
    rate: 'السرعة',
    tokensPerSecond: (rate) => `${Math.round(rate)} رمز في الثانية`,
    charactersPerSecond: (rate) => `${Math.round(rate)} حرف في الثانية`,
    input: 'داخل',
    output: 'خارج',
    tokens: (count) => amount(count, token),
    reconnects: 'إعادات الاتصال',
    count: String,
  },
  chat: {
    welcome: 'ماذا تودّ أن تعرف؟',
    queued: (count) =>
      amount(count, {
        one: 'رسالة تنتظر',
        two: 'رسالتان تنتظران',
        few: 'رسائل تنتظر',
        many: 'رسالة تنتظر',
        other: 'رسالة تنتظر',
      }),
  },
}
