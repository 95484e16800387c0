// What the tests need from the system: a Chromium and Flask. Looks first, installs last.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** Debian's packages are seen by Debian's Python alone, and `python3` may be another one. */
const PYTHONS = ['/usr/bin/python3', 'python3', 'python']

const isRoot = process.getuid?.() === 0

/** The path of a Chromium on this machine, or undefined. `CHROME_PATH` names one. */
export function findChromium() {
  const named = process.env.CHROME_PATH
  if (named && !isProgram(named)) throw new Error(`CHROME_PATH names no program: ${named}`)
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((directory) => CHROMIUM_NAMES.map((name) => join(directory, name)))
  return named ?? [chromium.executablePath(), ...onPath, ...usualPlaces()].find(isProgram)
}

/** Like findChromium, after installing one where none was found. Throws where that fails too. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  console.log('No Chromium found: installing one for the browser tests.')
  installFromDebian('chromium')
  if (!findChromium()) installFromPlaywright()
  const installed = findChromium()
  if (!installed)
    throw new Error('No Chromium could be installed: install Chrome or Chromium, or set CHROME_PATH to one.')
  return installed
}

/** A Python that has Flask and Flask-RESTful, or undefined. `PYTHON` names one. */
export function findFlask() {
  const named = process.env.PYTHON
  return (named ? [named] : PYTHONS).find(
    (python) => spawnSync(python, ['-c', 'import flask, flask_restful'], { stdio: 'ignore' }).status === 0,
  )
}

/** Like findFlask, after installing it where it was not found and that is possible. */
export function ensureFlask() {
  const found = findFlask()
  if (found) return found
  installFromDebian('python3-flask', 'python3-flask-restful')
  return findFlask()
}

function usualPlaces() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (process.platform === 'win32')
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter((base) => base !== undefined)
      .map((base) => join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'))
  return []
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string[]} packages */
function installFromDebian(...packages) {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return
  if (run('apt-get', ['update', '-qq']))
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
}

function installFromPlaywright() {
  const cli = createRequire(import.meta.url)
    .resolve('playwright/package.json')
    .replace('package.json', 'cli.js')
  run(process.execPath, [cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])
}

/**
 * Says what it runs, and shows the output only of a command that failed.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  console.log(`$ ${command} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = spawnSync(command, args, { encoding: 'utf8', env })
  if (result.status !== 0) console.error(result.stdout, result.stderr, result.error ?? '')
  return result.status === 0
}
