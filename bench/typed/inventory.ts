/** A small warehouse: what lies where, what was promised to whom, and what has to be ordered. */

export interface Article {
  readonly id: string;
  readonly name: string;
  /** Price of one piece in cents. */
  readonly priceCents: number;
  /** Below this number of pieces the article is ordered again. */
  readonly reorderLevel: number;
}

export interface StockShelf {
  readonly code: string;
  readonly capacity: number;
}

interface Stock {
  readonly article: Article;
  readonly shelf: StockShelf;
  count: number;
  reserved: number;
}

export type Movement =
  | { readonly kind: 'received'; readonly articleId: string; readonly count: number; readonly at: Date }
  | { readonly kind: 'shipped'; readonly articleId: string; readonly count: number; readonly at: Date }
  | { readonly kind: 'lost'; readonly articleId: string; readonly count: number; readonly at: Date };

export class UnknownArticle extends Error {
  constructor(readonly articleId: string) {
    super(`There is no article ${articleId}.`);
  }
}

export class OutOfStock extends Error {
  constructor(
    readonly articleId: string,
    readonly missing: number,
  ) {
    super(`${missing} pieces of ${articleId} are missing.`);
  }
}

export class Inventory {
  private readonly stocks = new Map<string, Stock>();
  private readonly movements: Movement[] = [];

  constructor(private readonly now: () => Date) {}

  add(article: Article, shelf: StockShelf): void {
    if (this.stocks.has(article.id)) {
      throw new Error(`The article ${article.id} is there already.`);
    }
    this.stocks.set(article.id, { article, shelf, count: 0, reserved: 0 });
  }

  receive(articleId: string, count: number): void {
    const stock = this.stockOf(articleId);
    if (stock.count + count > stock.shelf.capacity) {
      throw new RangeError(`The shelf ${stock.shelf.code} holds only ${stock.shelf.capacity} pieces.`);
    }
    stock.count += count;
    this.movements.push({ kind: 'received', articleId, count, at: this.now() });
  }

  reserve(articleId: string, count: number): void {
    const stock = this.stockOf(articleId);
    const available = stock.count - stock.reserved;
    if (available < count) {
      throw new OutOfStock(articleId, count - available);
    }
    stock.reserved += count;
  }

  ship(articleId: string, count: number): void {
    const stock = this.stockOf(articleId);
    if (stock.reserved < count) {
      throw new OutOfStock(articleId, count - stock.reserved);
    }
    stock.reserved -= count;
    stock.count -= count;
    this.movements.push({ kind: 'shipped', articleId, count, at: this.now() });
  }

  writeOff(articleId: string, count: number): void {
    const stock = this.stockOf(articleId);
    stock.count = Math.max(0, stock.count - count);
    stock.reserved = Math.min(stock.reserved, stock.count);
    this.movements.push({ kind: 'lost', articleId, count, at: this.now() });
  }

  available(articleId: string): number {
    const stock = this.stockOf(articleId);
    return stock.count - stock.reserved;
  }

  toReorder(): Article[] {
    const articles: Article[] = [];
    for (const { article, count, reserved } of this.stocks.values()) {
      if (count - reserved < article.reorderLevel) {
        articles.push(article);
      }
    }
    return articles.sort((a, b) => a.name.localeCompare(b.name));
  }

  valueCents(): number {
    let total = 0;
    for (const { article, count } of this.stocks.values()) {
      total += article.priceCents * count;
    }
    return total;
  }

  history(articleId: string): readonly Movement[] {
    return this.movements.filter((movement) => movement.articleId === articleId);
  }

  private stockOf(articleId: string): Stock {
    const stock = this.stocks.get(articleId);
    if (!stock) {
      throw new UnknownArticle(articleId);
    }
    return stock;
  }
}
