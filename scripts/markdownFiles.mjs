import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The documentation: README.md and CONTRIBUTING.md at the top, in each package and example, and all of docs/.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function markdownFiles(root) {
  const folders = ['packages', 'examples'].flatMap((parent) => children(root, parent))
  const pages = ['.', ...folders].flatMap((folder) => [`${folder}/README.md`, `${folder}/CONTRIBUTING.md`])
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join('docs', name))
  return [...pages, ...docs].map((page) => join(root, page)).filter((file) => existsSync(file))
}

/**
 * @param {string} root
 * @param {string} parent
 */
const children = (root, parent) => readdirSync(join(root, parent)).map((name) => join(parent, name))
