/** Words of the server for the time without network; the phone's own are in islands/offline-words.ts. */
export const vi = {
  title: 'Không có mạng',
  lead: 'Điện thoại đang không có mạng, hoặc máy chủ đang bận. Những gì Ông/Bà đã ghi trong máy vẫn còn.',
  retry: 'Thử lại',
  broken: 'Hồ sơ lưu trong điện thoại bị hỏng. Xin Ông/Bà mở lại và ghi lại phần còn thiếu.',
  paperMissing: (name: string) => `Còn thiếu ảnh của giấy tờ: ${name}.`,
  who: 'Ai làm',
  when: 'Khi nào',
  where: 'Làm ở đâu',
  limit: 'Bao lâu có kết quả',
  papers: 'Cần mang gì',
  notNeeded: 'Không phải mang',
  fees: 'Phí, lệ phí',
  result: 'Kết quả',
  notes: 'Nên biết',
  unchecked: 'Chưa đối chiếu',
  depends: 'Tùy trường hợp',
  amounts: {
    'set-by-council': 'do Hội đồng nhân dân tỉnh quy định',
    unknown: 'xin hỏi cán bộ, nguồn không ghi',
  },
} as const;
