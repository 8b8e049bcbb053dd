export const vi = {
  noAccount: 'Người này chưa có tài khoản. Vui lòng mở tài khoản mới tại quầy.',
  notOneself: 'Không tự khôi phục tài khoản của mình. Vui lòng nhờ đồng nghiệp.',
  waitingAlready: 'Tài khoản này đang chờ người thứ hai xác nhận. Vui lòng xem danh sách chờ.',
  noRecovery: 'Việc này đã được quyết định hoặc không thuộc xã. Vui lòng tải lại trang.',
  secondOfficer: 'Phải là người thứ hai xác nhận, không phải người đã ghi hay chủ tài khoản.',
};
