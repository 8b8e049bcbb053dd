/** Words of this engine: what is wrong with a name, a date, a number, and what to do next. */
export const words = {
  nameMissing: 'Ông/Bà chưa ghi họ và tên.',
  nameTooLong: 'Họ và tên dài quá 100 chữ. Ông/Bà ghi đúng như trong giấy tờ.',
  nameDigits: 'Họ và tên không có chữ số. Ông/Bà kiểm tra và ghi lại, ví dụ: Nguyễn Văn An.',
  nameSigns: (signs: string) =>
    `Họ và tên chỉ gồm chữ cái. Ông/Bà bỏ “${signs}” và ghi đúng như trong giấy tờ, ví dụ: Nguyễn Văn An.`,

  dateMissing: 'Ông/Bà chưa ghi ngày sinh. Nếu chỉ nhớ năm thì ghi năm, ví dụ: 1950.',
  dateShape: 'Ông/Bà ghi ngày theo mẫu ngày/tháng/năm, ví dụ 05/01/1980; nếu chỉ nhớ năm thì ghi 1980.',
  monthImpossible: (month: number) => `Không có tháng ${month}. Tháng chỉ từ 1 đến 12, Ông/Bà kiểm tra lại.`,
  dayImpossible: (day: number, month: number, year: number, last: number) =>
    `Tháng ${month} năm ${year} không có ngày ${day}, chỉ đến ngày ${last}. Ông/Bà kiểm tra lại.`,
  dayZero: 'Ngày phải từ 1 trở lên. Ông/Bà kiểm tra lại.',
  yearImpossible: (year: number) => `Năm ${year} không đúng. Ông/Bà ghi đủ bốn chữ số, ví dụ 1950.`,
  dateAhead: 'Ngày này chưa tới. Ông/Bà kiểm tra lại năm.',
  month: (month: number, year: number) => `tháng ${month}/${year}`,
  year: (year: number) => `năm ${year}`,

  numberShape:
    'Số định danh cá nhân có 12 chữ số (số chứng minh nhân dân cũ có 9 chữ số). Ông/Bà xem lại số in trên thẻ.',
  numberPlace: (code: string) =>
    `Ba chữ số đầu “${code}” không phải mã tỉnh nào. Ông/Bà đối chiếu lại với thẻ; nếu đúng như thẻ thì cứ tiếp tục.`,
  numberYear: (inNumber: string, declared: string) =>
    `Số định danh này là của người sinh năm ${inNumber}, Ông/Bà ghi năm ${declared}. Đối chiếu lại với thẻ; nếu đúng như thẻ thì cứ tiếp tục.`,
  numberSex: (inNumber: string) =>
    `Số định danh này là của ${inNumber}. Ông/Bà đối chiếu lại giới tính với thẻ; nếu đúng như thẻ thì cứ tiếp tục.`,
  numberOld:
    'Đây là số chứng minh nhân dân cũ, đã hết giá trị từ ngày 01/01/2025. Nếu đã có thẻ căn cước thì Ông/Bà ghi số 12 chữ số trên thẻ.',
  men: 'nam',
  women: 'nữ',
  numberTaken:
    'Số định danh này đã có trong sổ của một người khác. Ông/Bà kiểm tra lại số; nếu đúng, xin báo cán bộ một cửa để đối chiếu.',

  phoneShape: 'Số điện thoại gồm 10 chữ số và bắt đầu bằng số 0, ví dụ 0912 345 678. Ông/Bà kiểm tra lại.',
  cardUnread: 'Chưa đọc được mã trên thẻ. Ông/Bà đưa thẻ lại gần, đủ sáng, hoặc tự ghi thông tin.',
  changedMeanwhile:
    'Người khác vừa sửa thông tin của người này. Ông/Bà mở lại trang để xem thông tin mới rồi sửa tiếp.',
  importLine: (line: number, message: string) => `Dòng ${line}: ${message}`,
  importLetters:
    'Chữ trong tệp không đọc được. Ông/Bà mở tệp bằng phần mềm bảng tính, lưu lại dưới dạng “CSV UTF-8” rồi nhập lại.',
  importEmpty: 'Tệp không có dòng nào. Ông/Bà tải tệp mẫu, điền rồi nhập lại.',
  importHead: (name: string) =>
    `Dòng đầu của tệp thiếu cột “${name}”. Ông/Bà ghi tên cột như trong tệp mẫu rồi nhập lại.`,
  importBad: (count: number, lines: readonly string[]) =>
    `Có ${count} dòng chưa đúng nên chưa ghi gì vào sổ. Ông/Bà sửa rồi nhập lại:\n${lines.join('\n')}`,
  importSource: (file: string) => `Nhập từ tệp ${file}`,
  importSex: 'Giới tính ghi Nam hoặc Nữ.',
  importUnit: (code: string) => `Không có xã mang mã “${code}”. Kiểm tra lại cột Mã xã.`,
  importVillage: (name: string) => `Xã không có thôn “${name}”. Kiểm tra lại tên thôn.`,
  importFaults: {
    repeated: 'Người này đã có ở một dòng trên của tệp.',
    elsewhere: 'Số định danh này đang ở trong sổ của xã khác. Báo cấp tỉnh để đối chiếu.',
  },
  reasonMissing: 'Ông/Bà ghi lý do, để người xem sau hiểu vì sao có thay đổi này.',
  head: 'Chủ hộ',
  secondHead:
    'Hộ này đã có chủ hộ. Ông/Bà ghi quan hệ với chủ hộ; muốn đổi thì mở trang của hộ, bấm “Đổi chủ hộ”.',
  deadHead: 'Người này đã mất nên không làm chủ hộ được. Ông/Bà chọn người đang sống trong hộ.',
  notHere: 'Không có mục này trong sổ của xã. Ông/Bà tìm lại theo tên hoặc số định danh.',
  diedBeforeBirth: 'Ngày mất không thể trước ngày sinh. Ông/Bà kiểm tra lại giấy tờ.',
  mergeSelf: 'Đây là cùng một mục trong sổ. Ông/Bà chọn hai mục khác nhau.',
  mergedMeanwhile: 'Cán bộ khác vừa gộp một trong hai mục này. Ông/Bà mở lại danh sách để xem kết quả.',
  mergeAcross:
    'Chỉ gộp được hai mục trong cùng sổ của xã. Nếu người này có ở xã khác, Ông/Bà báo cấp tỉnh để đối chiếu.',
  noMerge: 'Không có lần gộp này trong sổ của xã. Ông/Bà mở lại danh sách.',
  undoneAlready: 'Lần gộp này đã được tách lại. Ông/Bà mở lại trang để xem.',
  undoLate: (days: number) =>
    `Đã quá ${days} ngày nên không tách lại được nữa. Ông/Bà ghi thêm người còn thiếu như một mục mới, kèm giấy tờ.`,
  undoNumber:
    'Số định danh của mục kia nay đang ghi cho người khác nên chưa tách lại được. Ông/Bà sửa số ở người đó trước rồi tách.',
  winnerMerged: 'Mục này sau đó lại được gộp vào mục khác. Ông/Bà tách lần gộp sau trước.',
  kinSelf: 'Một người không thể là người thân của chính mình.',
} as const;
