export function activate(): void {
  console.log('x');
}
